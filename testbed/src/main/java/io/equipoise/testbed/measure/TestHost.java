package io.equipoise.testbed.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A host of libvirt's built-in test driver with many domains; it needs no daemon, and its numbers are constants. */
public final class TestHost {
    private TestHost() {}

    /** Describes it in this file and returns its URI. Without UUIDs the driver would make up new ones at each connection. */
    public static String write(Path file, int domains) throws IOException {
        StringBuilder xml = new StringBuilder("""
                <node>
                  <cpu><mhz>2000</mhz><model>any</model><active>8</active><nodes>1</nodes>\
                <sockets>2</sockets><cores>4</cores><threads>1</threads></cpu>
                  <memory>1073741824</memory>
                """);
        for (int number = 1; number <= domains; number++) {
            xml.append("""
                    <domain type='test'>
                      <name>test_vm%1$d</name>
                      <uuid>00000000-0000-4000-8000-%1$012d</uuid>
                      <memory unit='KiB'>2097152</memory>
                      <currentMemory unit='KiB'>524288</currentMemory>
                      <vcpu>2</vcpu>
                      <os><type>hvm</type></os>
                      <devices><memballoon model='virtio'><stats period='1'/></memballoon></devices>
                    </domain>
                    """.formatted(number));
        }
        Files.writeString(file, xml.append("</node>\n"));
        return "test://" + file.toAbsolutePath();
    }
}
