package io.dynrefer.functions.api;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.Task;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A labelling configuration of Label Studio: which control of it takes which answer. {@code RectangleLabels} take the
 * category, {@code TextArea} the caption, {@code Choices} and {@code Taxonomy} the attributes if their name says so and
 * the tags otherwise.
 *
 * @param image the member of a task's data with the image
 * @param object the name of the element that shows it
 */
record LabelConfig(String image, String object, Map<Task, Control> controls) {
    /**
     * What takes an answer.
     *
     * @param words those it offers; empty if it takes any
     */
    record Control(String name, String type, List<String> words) {}

    static LabelConfig read(String xml) {
        Document document = parse(xml);
        NodeList images = document.getElementsByTagName("Image");
        if (images.getLength() == 0) {
            throw DynReferException.invalid("label_config", "The labelling configuration shows no Image.");
        }
        Element image = (Element) images.item(0);
        Map<Task, Control> controls = new EnumMap<>(Task.class);
        for (String tag : List.of("RectangleLabels", "TextArea", "Choices", "Taxonomy")) {
            NodeList elements = document.getElementsByTagName(tag);
            for (int i = 0; i < elements.getLength(); i++) {
                Element element = (Element) elements.item(i);
                controls.putIfAbsent(task(element), control(element));
            }
        }
        return new LabelConfig(
                image.getAttribute("value").replaceFirst("^\\$", ""), image.getAttribute("name"), controls);
    }

    private static Document parse(String xml) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null); // nothing on the console
            return builder.parse(new InputSource(new StringReader(xml)));
        } catch (SAXException | IOException e) {
            throw DynReferException.invalid("label_config", "The labelling configuration is not XML: " + e + ".");
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("every Java platform reads XML safely", e);
        }
    }

    private static Task task(Element element) {
        return switch (element.getTagName()) {
            case "RectangleLabels" -> Task.CATEGORY;
            case "TextArea" -> Task.CAPTION;
            default -> element.getAttribute("name").contains("attribute") ? Task.ATTRIBUTES : Task.TAGS;
        };
    }

    private static Control control(Element element) {
        List<String> words = new ArrayList<>();
        for (String tag : List.of("Label", "Choice")) {
            NodeList elements = element.getElementsByTagName(tag);
            for (int i = 0; i < elements.getLength(); i++) {
                words.add(((Element) elements.item(i)).getAttribute("value"));
            }
        }
        return new Control(element.getAttribute("name"), element.getTagName().toLowerCase(Locale.ROOT), words);
    }
}
