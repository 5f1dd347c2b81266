package io.dynrefer.model.tokens;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Builds a HuggingFace {@code tokenizer.json} of the unigram kind, as Flan-T5 has it. */
final class UnigramJson {
    /** Stands for a space inside pieces. */
    static final String SPACE = "\u2581";

    static final String END_OF_SENTENCE = "</s>";

    private UnigramJson() {}

    static ObjectNode skeleton() {
        ObjectNode root = new ObjectMapper().createObjectNode();
        root.put("version", "1.0").putNull("truncation").putNull("padding").putArray("added_tokens");
        root.putNull("normalizer").putNull("pre_tokenizer").putNull("post_processor");
        root.putObject("decoder")
                .put("type", "Metaspace")
                .put("replacement", SPACE)
                .put("prepend_scheme", "always")
                .put("split", true);
        ObjectNode model = root.putObject("model").put("type", "Unigram");
        model.putNull("unk_id").put("byte_fallback", false).putArray("vocab");
        return root;
    }

    static ArrayNode vocabulary(ObjectNode root) {
        return root.withObject("/model").withArray("vocab");
    }

    static void addPiece(ArrayNode vocabulary, String text, double score) {
        vocabulary.addArray().add(text).add(score);
    }

    static void setUnknown(ObjectNode root, int id) {
        root.withObject("/model").put("unk_id", id);
    }

    /** Declares the piece {@code id} to be special, and the end of sentence to follow every text. */
    static void addSpecial(ObjectNode root, int id, String text) {
        ObjectNode added = root.withArray("added_tokens").addObject();
        added.put("id", id).put("content", text).put("special", true).put("normalized", false);
        added.put("single_word", false).put("lstrip", false).put("rstrip", false);
        if (text.equals(END_OF_SENTENCE)) {
            ObjectNode template = root.putObject("post_processor").put("type", "TemplateProcessing");
            addTemplate(template.putArray("single"), "A");
            addTemplate(template.putArray("pair"), "A", "B");
            ObjectNode token =
                    template.putObject("special_tokens").putObject(text).put("id", text);
            token.putArray("ids").add(id);
            token.putArray("tokens").add(text);
        }
    }

    private static void addTemplate(ArrayNode template, String... sequences) {
        for (String sequence : sequences) {
            template.addObject().putObject("Sequence").put("id", sequence).put("type_id", 0);
            template.addObject()
                    .putObject("SpecialToken")
                    .put("id", END_OF_SENTENCE)
                    .put("type_id", 0);
        }
    }

    /**
     * sentencepiece's steps in its order: the compiled character map, then spaces. A prefix is put before the first
     * piece even where the text has none, and no text is split at spaces before the search.
     */
    static void setNormalizer(ObjectNode root, String characterMap, boolean dummyPrefix, boolean collapseSpaces) {
        ArrayNode steps = root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        if (!characterMap.isEmpty()) {
            steps.addObject().put("type", "Precompiled").put("precompiled_charsmap", characterMap);
        }
        if (collapseSpaces) {
            addReplace(steps, "Regex", "^ +| +$", "");
            addReplace(steps, "Regex", " {2,}", " ");
        }
        if (dummyPrefix) {
            steps.addObject().put("type", "Prepend").put("prepend", SPACE);
        }
        addReplace(steps, "String", " ", SPACE);
    }

    /** Lower case, each of the marks between spaces, then single spaces as pieces have them. */
    static void setWordNormalizer(ObjectNode root, String marks) {
        ArrayNode steps = root.putObject("normalizer").put("type", "Sequence").putArray("normalizers");
        steps.addObject().put("type", "Lowercase");
        marks.chars()
                .mapToObj(Character::toString)
                .forEach(mark -> addReplace(steps, "String", mark, " " + mark + " "));
        addReplace(steps, "Regex", "\\s+", " ");
        addReplace(steps, "Regex", "^ +| +$", "");
        steps.addObject().put("type", "Prepend").put("prepend", SPACE);
        addReplace(steps, "String", " ", SPACE);
    }

    private static void addReplace(ArrayNode steps, String kind, String pattern, String content) {
        ObjectNode step = steps.addObject().put("type", "Replace");
        step.putObject("pattern").put(kind, pattern);
        step.put("content", content);
    }
}
