package io.equipoise.replay.grade;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class GradeDocumentsTest {
    private static final Grade GRADE = Grade.of(
            "cpu-1",
            List.of(
                    new Finding("balanced", Verdict.FAIL, "13.0 points > 5 & \"more\"\u0007"),
                    new Finding("converged", Verdict.PASS, "at tick 4"),
                    new Finding("stable", Verdict.INCONCLUSIVE, "pins are <not> shown")));

    @Test
    void jsonHoldsTheVerdictsInLowerCase() throws Exception {
        assertThat(new ObjectMapper().readTree(GradeJson.of(GRADE))).isEqualTo(new ObjectMapper().readTree("""
                        {"case": "cpu-1", "verdict": "fail", "checks": [
                          {"name": "balanced", "verdict": "fail", "evidence": "13.0 points > 5 & \\"more\\"\\u0007"},
                          {"name": "converged", "verdict": "pass", "evidence": "at tick 4"},
                          {"name": "stable", "verdict": "inconclusive", "evidence": "pins are <not> shown"}]}
                        """));
    }

    @Test
    void junitCountsFailuresAndSkipsWhatIsInconclusive() throws Exception {
        Document document = parse(
                new JUnitXml().add("cpu-1", GRADE).add("cpu-1.again", GRADE).document());

        Element all = document.getDocumentElement();
        assertThat(all.getTagName()).isEqualTo("testsuites");
        assertThat(all.getAttribute("tests")).isEqualTo("6");
        assertThat(all.getAttribute("failures")).isEqualTo("2");
        assertThat(all.getAttribute("skipped")).isEqualTo("2");
        NodeList cases = document.getElementsByTagName("testcase");
        assertThat(cases.getLength()).isEqualTo(6);
        assertThat(((Element) cases.item(5)).getAttribute("classname")).isEqualTo("cpu-1.again");
        assertThat(message(document, "failure")).isEqualTo("13.0 points > 5 & \"more\"?");
        assertThat(message(document, "skipped")).isEqualTo("inconclusive: pins are <not> shown");
        assertThat(document.getElementsByTagName("system-out").item(0).getTextContent())
                .isEqualTo("at tick 4");
    }

    @Test
    void oneFailedCheckFailsTheCaseAndElseOneOpenCheckLeavesItOpen() {
        Finding pass = new Finding("a", Verdict.PASS, "");
        Finding open = new Finding("b", Verdict.INCONCLUSIVE, "");
        Finding fail = new Finding("c", Verdict.FAIL, "");

        assertThat(Grade.of("x", List.of(pass, open, fail)).verdict()).isEqualTo(Verdict.FAIL);
        assertThat(Grade.of("x", List.of(pass, open)).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Grade.of("x", List.of(pass)).verdict()).isEqualTo(Verdict.PASS);
    }

    private static String message(Document document, String tag) {
        return ((Element) document.getElementsByTagName(tag).item(0)).getAttribute("message");
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
    }
}
