package io.equipoise.testbed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class DomainXmlTest {

    private static final StateFolder FOLDER = new StateFolder(Path.of("/bed's <1> & 2"));

    @Test
    void pathsSurviveTheMarkup() throws Exception {
        Document parsed = parse(xml("tcg"));

        assertThat(parsed.getElementsByTagName("kernel").item(0).getTextContent())
                .isEqualTo(FOLDER.kernel().toString());
    }

    @Test
    void domainBearsOurMark() {
        assertThat(xml("tcg")).contains(DomainXml.MARK);
    }

    @Test
    void kvmIsUsedOnlyWhereItWasFoundToWork() throws Exception {
        assertThat(parse(xml("kvm")).getDocumentElement().getAttribute("type")).isEqualTo("kvm");
        assertThat(parse(xml("tcg")).getDocumentElement().getAttribute("type")).isEqualTo("qemu");
    }

    private static String xml(String accelerator) {
        return DomainXml.of(new Guest("aos_vm1", FOLDER.guests()), new GuestShape(1, 512, 2048), FOLDER, accelerator);
    }

    private static Document parse(String xml) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }
}
