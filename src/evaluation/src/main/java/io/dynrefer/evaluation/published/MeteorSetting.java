package io.dynrefer.evaluation.published;

import io.dynrefer.evaluation.meteor.Meteor;
import io.dynrefer.evaluation.meteor.MeteorModule;
import io.dynrefer.evaluation.meteor.MeteorParameters;
import io.dynrefer.evaluation.meteor.ParaphraseTable;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * METEOR as a report uses it.
 *
 * @param description what the report says of it
 */
public record MeteorSetting(Meteor meteor, String description) {
    /** METEOR 1.5 with the user's paraphrase table, or without one. */
    public static MeteorSetting of(@Nullable Path paraphrases) {
        if (paraphrases == null) {
            return new MeteorSetting(
                    Meteor.english(),
                    "METEOR 1.5 with exact, stem and synonym matches, without the paraphrase table that the published"
                            + " numbers had.");
        }
        return new MeteorSetting(
                new Meteor(MeteorParameters.english(List.of(MeteorModule.values())), ParaphraseTable.read(paraphrases)),
                "METEOR 1.5 with the paraphrase table " + paraphrases.getFileName() + ".");
    }
}
