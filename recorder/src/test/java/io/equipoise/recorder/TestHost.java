package io.equipoise.recorder;

import static org.junit.jupiter.api.Assumptions.abort;

import com.sun.jna.NativeLibrary;
import io.equipoise.recorder.libvirt.LibvirtConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** libvirt's built-in test driver: a host of its own in this process, with no daemon; its numbers are constants. */
public final class TestHost {
    private TestHost() {}

    /** Opens a connection; without the libvirt library the test is skipped and says so. */
    public static LibvirtConnection open(String uri) {
        try {
            NativeLibrary.getInstance("virt");
        } catch (UnsatisfiedLinkError e) {
            return abort("skipped: the libvirt library (libvirt.so.0, package libvirt0) is missing");
        }
        return LibvirtConnection.open(uri);
    }

    /** A new host of its own with these running domains, each with two vCPUs and 8 pCPUs below it. */
    public static LibvirtConnection with(Path folder, String... domains) throws IOException {
        StringBuilder xml = new StringBuilder("""
                <node>
                  <cpu><mhz>6000</mhz><model>i986</model><active>8</active><nodes>1</nodes>\
                <sockets>2</sockets><cores>4</cores><threads>1</threads></cpu>
                  <memory>6000000</memory>
                """);
        for (String name : domains) {
            xml.append("""
                    <domain type='test'>
                      <name>%s</name>
                      <memory unit='KiB'>2097152</memory>
                      <currentMemory unit='KiB'>524288</currentMemory>
                      <vcpu>2</vcpu>
                      <os><type>hvm</type></os>
                      <devices><memballoon model='virtio'><stats period='7'/></memballoon></devices>
                    </domain>
                    """.formatted(name));
        }
        Path file = Files.writeString(folder.resolve("host.xml"), xml.append("</node>\n"));
        return open("test://" + file);
    }
}
