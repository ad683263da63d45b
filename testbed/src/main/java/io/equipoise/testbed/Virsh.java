package io.equipoise.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The few calls that starting and stopping guests takes, through libvirt's own client. */
final class Virsh {

    /** A daemon that has to find out first what QEMU can do was seen to take 80 s to create a guest. */
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private static final Pattern BALLOON = Pattern.compile("balloon\\.current=(\\d+)");
    private static final Pattern REPORTED = Pattern.compile("balloon\\.last-update=(\\d+)");
    private static final Pattern THREAD = Pattern.compile("\"thread-id\":\\s*(\\d+)");

    private final String uri;

    Virsh(String uri) {
        this.uri = uri;
    }

    boolean answers() {
        try {
            run("version");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Names of all domains, running or not. */
    List<String> domains() throws IOException {
        return run("list", "--all", "--name")
                .lines()
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean isOurs(String domain) throws IOException {
        return run("dumpxml", domain).contains(DomainXml.MARK);
    }

    void create(String xml) throws IOException {
        Path file = Files.createTempFile("equipoise-domain", ".xml");
        try {
            Files.writeString(file, xml);
            run("create", file.toString());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    void destroy(String domain) throws IOException {
        run("destroy", domain);
    }

    String state(String domain) throws IOException {
        return run("domstate", domain).strip();
    }

    /** Lets a vCPU run on these pCPUs only, as {@code 0-3,8}. */
    void pin(String domain, int vcpu, String pcpus) throws IOException {
        run("vcpupin", domain, Integer.toString(vcpu), pcpus, "--live");
    }

    /** What the guest has now, KiB; empty until its balloon driver has reported. */
    Optional<Long> balloonKiB(String domain) throws IOException {
        String stats = run("domstats", "--balloon", domain);
        Matcher reported = REPORTED.matcher(stats);
        Matcher balloon = BALLOON.matcher(stats);
        boolean known = reported.find() && !reported.group(1).equals("0") && balloon.find();
        return known ? Optional.of(Long.parseLong(balloon.group(1))) : Optional.empty();
    }

    /** Thread ids of the vCPUs, by number. */
    List<Long> vcpuThreads(String domain) throws IOException {
        Matcher found = THREAD.matcher(run("qemu-monitor-command", domain, "{\"execute\":\"query-cpus-fast\"}"));
        List<Long> threads = new ArrayList<>();
        while (found.find()) {
            threads.add(Long.parseLong(found.group(1)));
        }
        return threads;
    }

    String run(String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("virsh", "-q", "-c", uri));
        command.addAll(List.of(words));
        return Command.run(LIMIT, command);
    }
}
