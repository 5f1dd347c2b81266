package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.meteor.Meteor;
import io.dynrefer.evaluation.meteor.ParaphraseTable;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * METEOR as a report uses it.
 *
 * @param source makes it; only reports on captions ask, as it reads a dictionary
 * @param description what the report says of it
 */
public record MeteorSetting(Supplier<Meteor> source, String description) {
    /** METEOR 1.5 with the user's paraphrase table, or without one. */
    public static MeteorSetting of(@Nullable Path paraphrases) {
        if (paraphrases == null) {
            return new MeteorSetting(
                    Meteor::english,
                    "METEOR 1.5 with exact, stem and synonym matches, without the paraphrase table that the published"
                            + " numbers had.");
        }
        ParaphraseTable table = ParaphraseTable.read(paraphrases);
        return new MeteorSetting(
                () -> Meteor.english(table),
                "METEOR 1.5 with all its stages, with the paraphrase table " + paraphrases.getFileName() + ".");
    }

    Meteor meteor() {
        return source.get();
    }
}
