package io.dynrefer.cli.answer;

import io.dynrefer.referring.CocoDocument;
import java.util.Locale;
import java.util.function.Function;

/** The forms in which an answer can be written. */
public enum AnswerFormat {
    /** For people. */
    TEXT(TextAnswer::render),
    /** The API's answer, indented. */
    JSON(JsonAnswer::document),
    /** One line of JSON per region. */
    JSONL(JsonAnswer::lines),
    /** One row per region. */
    CSV(CsvAnswer::render),
    /** A COCO file with an annotation per region; FiftyOne and CVAT read it too. */
    COCO(photo -> JsonAnswer.indented(CocoDocument.of(photo.fileName(), photo.response()))),
    /** A Label Studio task with predictions. */
    LABEL_STUDIO(LabelStudioAnswer::render);

    private final Function<AnsweredPhoto, String> renderer;

    AnswerFormat(Function<AnsweredPhoto, String> renderer) {
        this.renderer = renderer;
    }

    /** The answer in this form, ending with a line break. */
    public String render(AnsweredPhoto photo) {
        return renderer.apply(photo);
    }

    /** The name on the command line, e.g. {@code label-studio}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
