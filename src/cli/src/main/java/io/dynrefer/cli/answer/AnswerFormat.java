package io.dynrefer.cli.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import io.dynrefer.referring.CocoDocument;
import io.dynrefer.referring.CocoQuestions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;

/** The forms in which answers can be written. */
public enum AnswerFormat {
    /** For people. */
    TEXT("txt", oneByOne(TextAnswer::render)),
    /** The API's answer, indented; several photos are a list without what differs from run to run. */
    JSON("json", JsonAnswer::list) {
        @Override
        public String render(AnsweredPhoto photo) {
            return JsonAnswer.document(photo);
        }
    },
    /** One line of JSON per region. */
    JSONL("jsonl", oneByOne(JsonAnswer::lines)),
    /** One row per region. */
    CSV("csv", CsvAnswer::write),
    /** A COCO file with an annotation per region; FiftyOne and CVAT read it too. */
    COCO("coco.json", AnswerFormat::coco),
    /** Label Studio tasks with predictions. */
    LABEL_STUDIO("label-studio.json", LabelStudioAnswer::write);

    private final String extension;
    private final Form form;

    AnswerFormat(String extension, Form form) {
        this.extension = extension;
        this.form = form;
    }

    private interface Form {
        void write(Iterable<AnsweredPhoto> photos, Appendable out) throws IOException;
    }

    private static Form oneByOne(Function<AnsweredPhoto, String> renderer) {
        return (photos, out) -> {
            for (AnsweredPhoto photo : photos) {
                out.append(renderer.apply(photo));
            }
        };
    }

    /** Ids are those of the COCO file that the photos come from, if all come from one; otherwise 1, 2, 3, … */
    private static void coco(Iterable<AnsweredPhoto> photos, Appendable out) throws IOException {
        List<AnsweredPhoto> all = new ArrayList<>();
        photos.forEach(all::add);
        List<CocoQuestions> files = all.stream()
                .flatMap(photo -> Stream.ofNullable(photo.origin()))
                .map(CocoQuestions.Entry::file)
                .distinct()
                .toList();
        boolean named = files.size() == 1 && all.stream().allMatch(photo -> photo.origin() != null);
        List<CocoDocument.Picture> pictures = new ArrayList<>();
        for (AnsweredPhoto photo : all) {
            CocoQuestions.Image source =
                    named && photo.origin() != null ? photo.origin().image() : null;
            JsonNode id = source == null ? IntNode.valueOf(pictures.size() + 1) : source.id();
            pictures.add(new CocoDocument.Picture(id, photo.fileName(), photo.response(), source));
        }
        List<JsonNode> categories = named ? files.get(0).categories() : List.of();
        out.append(JsonAnswer.indented(CocoDocument.of(pictures, categories)));
    }

    /** A photo's answer in this form, ending with a line break. */
    public String render(AnsweredPhoto photo) {
        StringBuilder text = new StringBuilder();
        try {
            write(List.of(photo), text);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return text.toString();
    }

    /** The answers about these photos, at least one, as one document. */
    public void write(Iterable<AnsweredPhoto> photos, Appendable out) throws IOException {
        form.write(photos, out);
    }

    /** What the name of a file of this form ends with, after the point. */
    public String extension() {
        return extension;
    }

    /** The name on the command line, e.g. {@code label-studio}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
