package io.equipoise.testbed;

/** The libvirt description of a guest. */
final class DomainXml {

    /** Present in a domain's description exactly if the testbed made it. */
    static final String MARK = "xmlns:equipoise=\"https://equipoise.example/testbed\"";

    /** On a busy host an emulated timer can be too late for the kernel's check of it, which would then give up. */
    private static final String KERNEL_ARGUMENTS =
            "console=ttyS0 quiet nowatchdog no_timer_check tsc=reliable nokaslr mitigations=off";

    private DomainXml() {}

    static String of(Guest guest, GuestShape shape, StateFolder folder, String accelerator) {
        return """
                <domain type='%s'>
                  <name>%s</name>
                  <metadata><equipoise:testbed %s/></metadata>
                  <memory unit='MiB'>%d</memory>
                  <currentMemory unit='MiB'>%d</currentMemory>
                  <vcpu>%d</vcpu>
                  <os>
                    <type arch='x86_64' machine='q35'>hvm</type>
                    <kernel>%s</kernel>
                    <initrd>%s</initrd>
                    <cmdline>%s</cmdline>
                  </os>
                  <features><acpi/></features>
                  <on_crash>preserve</on_crash>
                  <devices>
                    <controller type='usb' model='none'/>
                    <disk type='file' device='disk'>
                      <driver name='qemu' type='raw' cache='unsafe'/>
                      <source file='%s'/>
                      <target dev='vda' bus='virtio'/>
                    </disk>
                    <serial type='file'><source path='%s'/><target port='0'/></serial>
                    <serial type='unix'><source mode='bind' path='%s'/><target port='1'/></serial>
                    <memballoon model='virtio'><stats period='1'/></memballoon>
                  </devices>
                </domain>
                """.formatted(
                        accelerator.equals("kvm") ? "kvm" : "qemu",
                        escaped(guest.name()),
                        MARK,
                        shape.maximumMib(),
                        shape.memoryMib(),
                        shape.vcpus(),
                        escaped(folder.kernel()),
                        escaped(folder.initrd()),
                        KERNEL_ARGUMENTS,
                        escaped(guest.swap()),
                        escaped(guest.console()),
                        escaped(guest.commands()));
    }

    private static String escaped(Object text) {
        return text.toString().replace("&", "&amp;").replace("<", "&lt;").replace("'", "&apos;");
    }
}
