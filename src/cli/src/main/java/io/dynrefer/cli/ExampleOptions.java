package io.dynrefer.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.dynrefer.command.UserFiles;
import io.dynrefer.region.DynReferException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code --example name=photo.jpg:x,y,w,h} into the vocabulary of a request. */
final class ExampleOptions {
    private static final String OPTION = "--example";
    private static final Pattern NUMBERS = Pattern.compile("(.*):([^:,]+),([^:,]+),([^:,]+),([^:,]+)");
    private static final int COORDINATES = 4;

    private ExampleOptions() {}

    /** Adds an entry for each name to a list of categories. */
    static void addTo(ArrayNode categories, List<String> examples) {
        Map<String, ArrayNode> entries = new LinkedHashMap<>();
        for (String example : examples) {
            int equals = example.indexOf('=');
            if (equals < 1) {
                throw wrong(example, "");
            }
            ArrayNode shown = entries.computeIfAbsent(
                    example.substring(0, equals),
                    name -> categories.addObject().put("name", name).putArray("examples"));
            add(shown.addObject(), example, example.substring(equals + 1));
        }
    }

    private static void add(ObjectNode shown, String example, String place) {
        Matcher numbers = NUMBERS.matcher(place);
        boolean part = numbers.matches();
        Path photo = Path.of(part ? numbers.group(1) : place);
        shown.put("image", Base64.getEncoder().encodeToString(UserFiles.bytes(OPTION, photo)));
        ArrayNode box = shown.putArray("bbox");
        if (!part) {
            shown.put("bbox_format", "normalized");
            box.add(0).add(0).add(1).add(1);
            return;
        }
        for (int i = 0; i < COORDINATES; i++) {
            try {
                box.add(Double.parseDouble(numbers.group(2 + i).strip()));
            } catch (NumberFormatException e) {
                throw wrong(example, ": " + numbers.group(2 + i) + " is no number");
            }
        }
    }

    private static DynReferException wrong(String example, String why) {
        return DynReferException.invalid(
                OPTION, OPTION + " is name=photo.jpg:x,y,w,h, not '" + example + "'" + why + ".");
    }
}
