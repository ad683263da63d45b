package io.equipoise.reports.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.coordinator.policy.PolicyKind;
import io.equipoise.reports.TestTraces;
import io.equipoise.traces.CpuSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

class ChartsTest {
    private final SectionCharts charts = SectionCharts.of(
            PolicyKind.CPU,
            List.of(new ChartedTrace(
                    TestTraces.cpu("cpu-1", "p", 8, 600, (guest, tick) -> CpuSet.of((guest + tick / 40) % 4)), false)));
    private final Plot usage = charts.plots().get(0).get(0);
    private final Plot placement = charts.plots().get(0).get(1);

    @Test
    void labelsAreTextAndCurvesArePaths() throws Exception {
        Document svg = parsed(Charts.inlineSvg(placement));

        assertThat(texts(svg)).contains("aos_vm1", "aos_vm8", "stage 1", "2");
        assertThat(svg.getElementsByTagName("line").getLength()).isZero();
        assertThat(svg.getElementsByTagName("path").getLength()).isBetween(5, 12);
    }

    @Test
    void aLongCurveStaysSmall() {
        assertThat(Charts.inlineSvg(usage)).hasSizeLessThan(16_000);
    }

    @Test
    void tickLabelsStayInsideTheAxes() throws Exception {
        List<String> labels = texts(parsed(Charts.inlineSvg(usage)));

        assertThat(labels).contains("0", "500 s").doesNotContain("-20", "700");
    }

    @Test
    void aFileBringsItsOwnColoursTitleAndLegend() throws Exception {
        Document svg = parsed(Charts.standaloneSvg(usage, charts.legend()));

        assertThat(texts(svg)).contains("usage of each pCPU, %", "pCPU 3");
        assertThat(svg.getElementsByTagName("style").item(0).getTextContent()).contains("prefers-color-scheme:dark");
    }

    @Test
    void aPngShowsTheSameChart() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Charts.png(placement, charts.legend())));

        assertThat(image.getWidth()).isEqualTo(2 * Plot.WIDTH);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xffffffff);
        int blue = 0;
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                blue += image.getRGB(x, y) == Ink.series(0).light().getRGB() ? 1 : 0;
            }
        }
        assertThat(blue).isGreaterThan(2000);
    }

    @Test
    void aTraceWithoutAnythingToDrawStillMakesAChart() throws Exception {
        Plot empty = Plot.ofLines("usage", "usage", Range.EMPTY, Range.EMPTY, List.of(), List.of());

        assertThat(parsed(Charts.inlineSvg(empty))).isNotNull();
    }

    private static List<String> texts(Document svg) {
        NodeList texts = svg.getElementsByTagName("text");
        return IntStream.range(0, texts.getLength())
                .mapToObj(i -> texts.item(i).getTextContent())
                .toList();
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }
}
