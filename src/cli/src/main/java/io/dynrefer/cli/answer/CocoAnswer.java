package io.dynrefer.cli.answer;

import io.dynrefer.referring.CocoDocument;

/** An answer as a COCO file: {@link CocoDocument}, indented. */
final class CocoAnswer {
    private CocoAnswer() {}

    static String render(AnsweredPhoto photo) {
        return JsonAnswer.indented(CocoDocument.of(photo.fileName(), photo.response()));
    }
}
