package io.equipoise.recorder.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.traces.MemoryTrace;
import io.equipoise.traces.Sample;
import io.equipoise.traces.demand.DemandWindow;
import io.equipoise.traces.parquet.ParquetTraces;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What stands on the screen, character by character. */
final class HostViewTest {
    private static final String SILENCE = "the guest does not answer since 2026-01-01T00:00:00Z";

    @Test
    void freeVcpusShowWhereTheyRunAndWhatTheyWant() {
        assertThat(view(shipped("cpu-5", 30), 80, 24, Glyphs.BLOCKS)).isEqualTo("""
                04:52:25  qemu:///system  tick 30  read in 178 ms
                2 pCPUs  busy 72%  usage 71% (busy less host load)  memory 24106 MiB, 15395 free

                pCPU  usage and other busy usage  busy  vCPUs seen there
                   0  █████████████·······   66%   67%  aos_vm2 aos_vm3 aos_vm5 aos_vm7
                   1  ███████████████·····   76%   77%  aos_vm1 aos_vm4 aos_vm6 aos_vm8

                8 guests  balloons 2048 of 2048 MiB
                guest   on affinity           usage demand wait balloon   max unused  swap   age
                aos_vm1 1  0-1      ██·······   24%    25%  13%     256   256    189     0    1s
                aos_vm2 0  0-1      █········   12%    13%   9%     256   256    189     0    1s
                aos_vm3 0  0-1      ██·······   23%    25%  15%     256   256    189     0    1s
                aos_vm4 1  0-1      █········   13%    13%   9%     256   256    189     0    1s
                aos_vm5 0  0-1      ██▒······   27%    29%  15%     256   256    189     0    1s
                aos_vm6 1  0-1      █········   14%    15%   9%     256   256    189     0    1s
                aos_vm7 0  0-1      ██·······   21%    25%  13%     256   256    189     0    1s
                aos_vm8 1  0-1      █········    9%    13%   8%     256   256    189     0    1s""");
    }

    @Test
    void firstSampleHasNoRates() {
        assertThat(view(shipped("cpu-5", 0), 80, 14, Glyphs.BLOCKS)).isEqualTo("""
                04:51:55  qemu:///system  tick 0  read in 50 ms
                2 pCPUs  busy -  usage -  memory 24106 MiB, 15360 free
                pCPU  usage and other busy usage  busy  vCPUs seen there
                   0  ····················     -     -  aos_vm1 aos_vm3 aos_vm4 aos_vm7 aos_vm8
                   1  ····················     -     -  aos_vm2 aos_vm5 aos_vm6
                8 guests  balloons 2048 of 2048 MiB
                guest   on affinity                usage demand balloon   max unused  swap   age
                aos_vm1 0  0-1      ··············     -      -     256   256    189     0    1s
                aos_vm2 1  0-1      ··············     -      -     256   256    189     0    1s
                aos_vm3 0  0-1      ··············     -      -     256   256    189     0    1s
                aos_vm4 0  0-1      ··············     -      -     256   256    189     0    1s
                aos_vm5 1  0-1      ··············     -      -     256   256    189     0    1s
                aos_vm6 1  0-1      ··············     -      -     256   256    189     0    1s
                2 more guests""");
    }

    @Test
    void swappingGuestAndSpareMemoryStandSideBySide() {
        assertThat(view(shipped("memory-1", 60), 100, 20, Glyphs.BLOCKS)).isEqualTo("""
                04:15:52  qemu:///system  tick 60  read in 95 ms
                2 pCPUs  busy 99%  usage 7% (busy less host load)  memory 24106 MiB, 15309 free

                pCPU  usage and other busy      usage  busy  vCPUs seen there
                   0  ██▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒    7%   99%  aos_vm1 aos_vm2 aos_vm3 aos_vm4
                   1  ██▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒    8%  100%

                4 guests  balloons 2048 of 8192 MiB
                guest    on  affinity  usage of demand     usage  demand  wait  balloon    max  unused   swap    age
                aos_vm1  0   0-1       ███···············    14%     17%   28%      512   2048      73   182+     0s
                aos_vm2  0   0-1       ··················     0%      0%    0%      512   2048     413      0     1s
                aos_vm3  0   0-1       ··················     0%      0%    1%      512   2048     413      0     0s
                aos_vm4  0   0-1       ··················     1%      0%    1%      512   2048     413      0     0s""");
    }

    @Test
    void narrowTerminalKeepsWhatMattersMost() {
        assertThat(view(shipped("cpu-5", 30), 40, 12, Glyphs.ASCII)).isEqualTo("""
                04:52:25  qemu:///system  tick 30  read
                2 pCPUs  busy 72%  usage 71% (busy less
                pCPU             usage  busy  vCPUs seen
                   0  #######...   66%   67%  aos_vm2 +3
                   1  ########..   76%   77%  aos_vm1 +3
                8 guests  balloons 2048 of 2048 MiB
                guest   on usage demand balloon unused
                aos_vm5 0    27%    29%     256    189
                aos_vm3 0    23%    25%     256    189
                aos_vm1 1    24%    25%     256    189
                aos_vm7 0    21%    25%     256    189
                4 more guests, none demands over 15%""");
    }

    @Test
    void manyPcpusStandSideBySideAndOfManyGuestsTheBusiest() {
        assertThat(view(large().samples(11), 80, 24, Glyphs.ASCII)).isEqualTo("""
                22:13:30  qemu:///system  tick 10  read in 12 ms
                64 pCPUs  busy 84%  usage 78%  memory 65536 MiB, 32768 free
                pCPUs: usage and other busy, percent busy
                 0 100   7  92  14  79  21  60  28  92  35  69  42 100  49  77  56 100  63  86
                 1  87   8 100  15  57  22  86  29  65  36  99  43  74  50 100  57  82
                 2 100   9  73  16  81  23  62  30  93  37  70  44 100  51  78  58 100
                 3  88  10  95  17  58  24  88  31  66  38 100  45  75  52 100  59  83
                 4 100  11  54  18  83  25  63  32  95  39  71  46 100  53  80  60 100
                 5  90  12  77  19  59  26  90  33  68  40 100  47  76  54 100  61  84
                 6 100  13  56  20  84  27  64  34  97  41  72  48 100  55  81  62 100
                200 guests  balloons 102400 of 409600 MiB
                guest    on                   usage demand wait balloon   max unused  swap   age
                guest199 7-10    ##=.........   80%    88%  40%     512  2048    300     0   10s
                guest197 5-8     ##=.........   79%    87%  39%     512  2048    300     0   10s
                guest195 3-6     ##=.........   78%    86%  39%     512  2048    300     0   10s
                guest193 1-4     ##=.........   77%    85%  39%     512  2048    300     0   10s
                guest191 0-2,63  ##=.........   76%    84%  38%     512  2048    300     0   10s
                guest189 0,61-63 ##=.........   76%    83%  38%     512  2048    300     0   10s
                guest187 59-62   ##..........   75%    83%  37%     512  2048    300     0   10s
                guest185 57-60   ##..........   74%    82%  37%     512  2048    300     0   10s
                guest183 55-58   ##..........   73%    81%  37%     512  2048    300     0   10s
                guest181 53-56   ##..........   72%    80%  36%     512  2048    300     0   10s
                guest179 51-54   ##..........   72%    79%  36%     512  2048    300     0   10s
                189 more guests, none demands over 78%""");
    }

    @Test
    void whatDoesNotFitIsCounted() {
        assertThat(view(large().samples(11), 50, 10, Glyphs.ASCII)).isEqualTo("""
                22:13:30  qemu:///system  tick 10  read in 12 ms
                64 pCPUs  busy 84%  usage 78%  memory 65536 MiB, 3
                the 12 busiest of 64 pCPUs: usage and other busy,
                 0 100   4 100   8 100  52 100  56 100  60 100
                 2 100   6 100  50 100  54 100  58 100  62 100
                200 guests  balloons 102400 of 409600 MiB
                guest    on      usage demand balloon unused   age
                guest199 7-10      80%    88%     512    300   10s
                guest197 5-8       79%    87%     512    300   10s
                198 more guests, none demands over 86%""");
    }

    @Test
    void guestsWithoutAnswerOrReportAreNamedWithTheReason() {
        MadeHost host = new MadeHost(4)
                .guest("web", 2, 0, 0.3, 0.1)
                .silent("stuck", SILENCE)
                .unreported("old", "no balloon driver of the guest has reported yet")
                .stale("late");

        assertThat(view(host.samples(3), 120, 24, Glyphs.BLOCKS)).isEqualTo("""
                22:13:22  qemu:///system  tick 2  read in 12 ms
                4 pCPUs  busy 38%  usage -  memory 65536 MiB, 32768 free

                pCPU  usage and other busy           usage  busy  vCPUs seen there
                   0  ▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒···     -   90%  web/0 old late
                   1  ▒▒▒▒▒▒▒▒▒▒▒▒··················     -   40%  web/1
                   2  ▒▒▒···························     -   10%
                   3  ▒▒▒···························     -   10%

                4 guests  balloons 1536 of 8192 MiB  no answer: stuck  no memory report: old  old memory report: late
                guest    on           usage demand balloon   max unused  swap   age
                web      0-1 ██▒·····   60%    67%     512  2048    300     0    2s
                  vCPU 0 0   ██▒·····   30%    33%
                  vCPU 1 1   ██▒·····   30%    33%
                stuck        ········     -      -       -  2048      -     -     - the guest does not answer since 2026-01-01T00:00:00Z
                old      0   ████····   50%    50%     512  2048      -     - never no balloon driver of the guest has reported yet
                late     0   ········    0%     0%     512  2048   300?     0   10m""");
    }

    @Test
    void noticeStandsBelowTheHeader() {
        Frame frame = new Frame("host", "libvirt does not answer", 40, 3, Glyphs.ASCII, ZoneId.of("UTC"));

        assertThat(HostView.of(new MadeHost(1).samples(1), frame))
                .last()
                .isEqualTo(Line.of("libvirt does not answer", Ink.WARNING));
        assertThat(HostView.of(List.of(), frame))
                .extracting(Line::text)
                .containsExactly("host", "libvirt does not answer");
    }

    @Test
    void controlCharactersOfANameNeverReachTheTerminal() {
        MadeHost host = new MadeHost(1).guest("a\u001b[2Jb\u009bc", 1, 0, 0.1, 0);

        assertThat(view(host.samples(2), 80, 24, Glyphs.ASCII))
                .contains("a?[2Jb?c")
                .doesNotContain("\u001b", "\u009b");
    }

    @Test
    void everySizeIsKept() {
        Random random = new Random(1);
        for (int round = 0; round < 300; round++) {
            MadeHost host = new MadeHost(1 + random.nextInt(70));
            for (int guest = random.nextInt(40); guest > 0; guest--) {
                host.guest("guest-" + guest, 1 + random.nextInt(5), random.nextInt(70), random.nextDouble(), 0.1);
            }
            if (random.nextBoolean()) {
                host.silent("stuck", SILENCE);
            }
            int width = 1 + random.nextInt(200);
            int height = 1 + random.nextInt(60);

            assertThat(view(host.samples(1 + random.nextInt(12)), width, height, Glyphs.BLOCKS)
                            .lines())
                    .as("%s × %s", width, height)
                    .hasSizeLessThanOrEqualTo(height)
                    .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width));
        }
    }

    private static MadeHost large() {
        MadeHost host = new MadeHost(64);
        for (int i = 0; i < 200; i++) {
            host.guest("guest" + i, 1 + i % 2 * 3, i, 0.001 * i, 0.0005 * i);
        }
        return host;
    }

    private static List<Sample> shipped(String name, int last) {
        List<Sample> samples = MemoryTrace.copyOf(ParquetTraces.open(Path.of("../traces/cases", name)))
                .samples();
        return samples.subList(Math.max(0, last - DemandWindow.TICKS), last + 1);
    }

    private static String view(List<Sample> window, int width, int height, Glyphs glyphs) {
        Frame frame = new Frame("qemu:///system", null, width, height, glyphs, ZoneId.of("UTC"));
        return HostView.of(window, frame).stream().map(Line::text).collect(Collectors.joining("\n"));
    }
}
