package io.equipoise.reports.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.equipoise.reports.Report;
import io.equipoise.reports.TestReports;
import io.equipoise.reports.files.ReportFiles;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class IndexPageTest {
    private final String page = page(Report.ofReplays(TestReports.evaluation()));

    @Test
    void needsNothingButItself() throws Exception {
        List<String> links = attributes(parsed(page), "href");
        List<String> ids = attributes(parsed(page), "id");

        assertThat(attributes(parsed(page), "src")).isEmpty();
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(ids).contains(link.substring(1)));
        assertThat(page).doesNotContain("http:", "https:", "url(", "@import", "<script", "<link");
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Test
    void everyPolicyAndCaseStandsThereWithItsVerdictInWords() throws Exception {
        String text = parsed(page).getDocumentElement().getTextContent();

        assertThat(text)
                .contains("cpu-1", "memory-1", "round-robin", "fixed-step", "✓ pass", "✗ fail", "? inconclusive");
        assertThat(attributes(parsed(page), "id")).contains("cpu-1", "cpu-1--round-robin", "memory-1--fixed-step");
    }

    @Test
    void evidenceIsShownAsItWasWritten() throws Exception {
        assertThat(parsed(page).getDocumentElement().getTextContent()).contains("& \"more\" at tick 60 <usage>");
    }

    @Test
    void modelErrorsStandBesideTheScores() {
        assertThat(page).contains("replaying none against the recorded none", "unused: 4 MiB");
    }

    @Test
    void changesAreTold() {
        assertThat(page).contains("aos_vm1 → pCPU 2: one of the two on the busiest pCPU", "1 change<");
    }

    @Test
    void boundsStandBelowTheRankingAndTheBestPolicyFirst() {
        String matrix = page.substring(page.indexOf("class=\"matrix\""), page.indexOf("id=\"cpu-1\""));

        assertThat(matrix.indexOf(">round-robin<")).isLessThan(matrix.indexOf(">none<"));
        assertThat(matrix.indexOf("bounds, outside the ranking"))
                .isBetween(matrix.indexOf(">none<"), matrix.indexOf(">free<"));
    }

    @Test
    void tracesOfOneCaseStandSideBySide() throws Exception {
        String traces = page(Report.ofTraces(TestReports.evaluation()));

        assertThat(attributes(parsed(traces), "id")).contains("cpu-1--none", "cpu-1--round-robin", "memory-1--none");
    }

    private static String page(Report report) {
        return new String(ReportFiles.of(report, null).get(ReportFiles.PAGE), StandardCharsets.UTF_8);
    }

    private static List<String> attributes(Document page, String name) {
        List<String> values = new ArrayList<>();
        NodeList all = page.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            Element element = (Element) all.item(i);
            if (element.hasAttribute(name)) {
                values.add(element.getAttribute(name));
            }
        }
        return values;
    }

    private static Document parsed(String page) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(page.getBytes(StandardCharsets.UTF_8)));
    }
}
