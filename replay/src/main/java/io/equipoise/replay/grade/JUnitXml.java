package io.equipoise.replay.grade;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes grades as a JUnit XML report: a suite a grade, a test a check. A failed check is a failure, an inconclusive one is
 * skipped; both carry the evidence, and a passed one has it as its output.
 */
public final class JUnitXml {
    /** What XML 1.0 cannot hold even when escaped. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]");

    private final List<Suite> suites = new ArrayList<>();

    /** Adds a grade under a name such as {@code cpu-1} or {@code cpu-1.round-robin}. */
    public JUnitXml add(String suite, Grade grade) {
        suites.add(new Suite(suite, grade.findings()));
        return this;
    }

    /** The whole document. */
    public String document() {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            line(xml, 0);
            xml.writeStartElement("testsuites");
            counts(
                    xml,
                    suites.stream().flatMap(suite -> suite.findings().stream()).toList());
            for (Suite suite : suites) {
                write(xml, suite);
            }
            line(xml, 0);
            xml.writeEndElement();
            line(xml, 0);
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("text in memory cannot be written", e);
        }
        return text.toString();
    }

    private static void write(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
        line(xml, 1);
        xml.writeStartElement("testsuite");
        attribute(xml, "name", suite.name());
        counts(xml, suite.findings());
        for (Finding finding : suite.findings()) {
            line(xml, 2);
            xml.writeStartElement("testcase");
            attribute(xml, "classname", suite.name());
            attribute(xml, "name", finding.name());
            line(xml, 3);
            switch (finding.verdict()) {
                case PASS -> {
                    xml.writeStartElement("system-out");
                    xml.writeCharacters(clean(finding.evidence()));
                }
                case FAIL -> {
                    xml.writeStartElement("failure");
                    attribute(xml, "message", finding.evidence());
                }
                case INCONCLUSIVE -> {
                    xml.writeStartElement("skipped");
                    attribute(xml, "message", "inconclusive: " + finding.evidence());
                }
            }
            xml.writeEndElement();
            line(xml, 2);
            xml.writeEndElement();
        }
        line(xml, 1);
        xml.writeEndElement();
    }

    private static void counts(XMLStreamWriter xml, List<Finding> findings) throws XMLStreamException {
        attribute(xml, "tests", Integer.toString(findings.size()));
        attribute(xml, "failures", count(findings, Verdict.FAIL));
        attribute(xml, "errors", "0");
        attribute(xml, "skipped", count(findings, Verdict.INCONCLUSIVE));
    }

    private static String count(List<Finding> findings, Verdict verdict) {
        return Long.toString(findings.stream()
                .filter(finding -> finding.verdict() == verdict)
                .count());
    }

    private static void attribute(XMLStreamWriter xml, String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value));
    }

    private static void line(XMLStreamWriter xml, int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private static String clean(String text) {
        return FORBIDDEN.matcher(text).replaceAll("?");
    }

    private record Suite(String name, List<Finding> findings) {}
}
