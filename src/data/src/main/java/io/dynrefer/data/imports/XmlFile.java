package io.dynrefer.data.imports;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Small XML files of labels; none may reach for anything outside of itself. */
final class XmlFile {
    private XmlFile() {}

    /** The outermost element; what is not XML is an exception that says where. */
    static Element root(Path file) throws IOException, SAXException {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(file.toFile()).getDocumentElement();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the JDK's XML parser has these features", e);
        }
    }

    /** The elements of this name right below another. */
    static List<Element> children(Element parent, String name) {
        List<Element> children = new ArrayList<>();
        NodeList nodes = parent.getChildNodes();
        for (int i = 0; i < nodes.getLength(); i++) {
            if (nodes.item(i) instanceof Element element
                    && (name.isEmpty() || element.getTagName().equals(name))) {
                children.add(element);
            }
        }
        return children;
    }

    /** The text of the first element of this name right below another. */
    static Optional<String> text(Element parent, String name) {
        return children(parent, name).stream()
                .findFirst()
                .map(element -> element.getTextContent().strip())
                .filter(text -> !text.isEmpty());
    }
}
