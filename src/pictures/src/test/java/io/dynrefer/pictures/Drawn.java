package io.dynrefer.pictures;

import io.dynrefer.region.ImageSize;
import io.dynrefer.views.image.ImageLimits;
import io.dynrefer.views.image.ImageReader;
import java.io.ByteArrayInputStream;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** An SVG file, read as the XML that it must be. */
final class Drawn {
    private Drawn() {}

    static Element read(byte[] svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg))
                    .getDocumentElement();
        } catch (Exception e) {
            throw new AssertionError("not XML", e);
        }
    }

    /** The elements with this name, in their order. */
    static List<Element> all(Element drawn, String name) {
        NodeList found = drawn.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    /** The size in pixels of the one photo in it. */
    static ImageSize photo(Element drawn) {
        String href = all(drawn, "image").get(0).getAttribute("href");
        byte[] jpeg = Base64.getDecoder().decode(href.replaceFirst("data:image/jpeg;base64,", ""));
        return new ImageReader(ImageLimits.DEFAULT).read(jpeg).image().size();
    }
}
