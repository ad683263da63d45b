package io.equipoise.recorder.sample;

import io.equipoise.recorder.libvirt.LibvirtFault;
import java.io.IOException;
import java.io.StringReader;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.libvirt.Connect;
import org.libvirt.Domain;
import org.libvirt.LibvirtException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * What only a running domain's description tells.
 *
 * @param type {@code qemu}, {@code kvm}, {@code test}
 * @param balloon whether it has a balloon device
 * @param reportSeconds how often its balloon driver reports; 0 when never
 */
record DomainXml(String type, boolean balloon, int reportSeconds) {
    /** A {@link LibvirtFault} when the domain does not answer. */
    static DomainXml of(Connect connect, String uuid) {
        try {
            Domain domain = connect.domainLookupByUUIDString(uuid);
            try {
                return parse(domain.getXMLDesc(0));
            } finally {
                domain.free();
            }
        } catch (LibvirtException e) {
            throw LibvirtFault.of("reading a domain's description", e);
        }
    }

    static DomainXml parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            Element domain = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
            Element balloon = balloon(domain);
            return new DomainXml(domain.getAttribute("type"), balloon != null, balloon == null ? 0 : period(balloon));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("libvirt's description of a domain is no XML", e);
        }
    }

    private static @Nullable Element balloon(Element domain) {
        NodeList balloons = domain.getElementsByTagName("memballoon");
        Element balloon = (Element) balloons.item(0);
        return balloon == null || balloon.getAttribute("model").equals("none") ? null : balloon;
    }

    private static int period(Element balloon) {
        NodeList stats = balloon.getElementsByTagName("stats");
        String period = stats.getLength() == 0 ? "" : ((Element) stats.item(0)).getAttribute("period");
        return period.isEmpty() ? 0 : Integer.parseInt(period);
    }
}
