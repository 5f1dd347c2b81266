package io.dynrefer.evaluation.photos;

import io.dynrefer.data.language.CaptionText;
import io.dynrefer.data.language.ClassWords;
import io.dynrefer.evaluation.bootstrap.MeanStatistic;
import io.dynrefer.evaluation.bootstrap.Range;
import io.dynrefer.evaluation.caption.Cider;
import io.dynrefer.evaluation.caption.DocumentFrequencies;
import io.dynrefer.evaluation.caption.PtbTokenizer;
import io.dynrefer.evaluation.meteor.EnglishStems;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What the captions of regions of photos are worth. */
final class PhotoCaptions {
    private final PhotoRows rows;
    private final PhotoAnswers answers;
    private final List<PhotoAnswer> boxes;
    private final List<PhotoAnswer> captioned; // regions that have captions of their own

    PhotoCaptions(PhotoRows rows, PhotoAnswers answers, List<PhotoAnswer> boxes) {
        this.rows = rows;
        this.answers = answers;
        this.boxes = boxes;
        this.captioned = PhotoRows.where(answers.ownWords(), answer -> !answers.isBox(answer));
    }

    void add(Optional<ReferencePhrases> references) {
        rows.addWithClasses(
                "captions that name the thing",
                boxes,
                answer -> PhotoRows.share(ClassWords.names(answer.caption(), answer.category())));
        rows.add("captions of regions: F1 of content words", rows.mean(captioned, PhotoCaptions::contentWords));
        references.ifPresent(this::cider);
    }

    /** How well the stems of a caption's content words and its reference's agree, 0..1. */
    private static double contentWords(PhotoAnswer answer) {
        Set<String> said = stems(answer.caption());
        Set<String> wanted = answer.truth().captions().stream()
                .flatMap(caption -> stems(caption).stream())
                .collect(Collectors.toSet());
        Set<String> both = new HashSet<>(said);
        both.retainAll(wanted);
        return 2.0 * both.size() / (said.size() + wanted.size());
    }

    private static Set<String> stems(String text) {
        return CaptionText.contentWords(text).stream().map(EnglishStems::stem).collect(Collectors.toSet());
    }

    /** Document frequencies are those of the whole file and of the captioned regions, whatever is asked. */
    private void cider(ReferencePhrases file) {
        Map<Long, List<String>> byRegion =
                file.of(boxes.stream().map(PhotoAnswer::truth).toList());
        DocumentFrequencies frequencies = new DocumentFrequencies();
        file.regions().forEach(region -> frequencies.accept(tokens(region.captions())));
        captioned.forEach(answer -> frequencies.accept(tokens(answer.truth().captions())));
        Cider cider = new Cider(frequencies);
        MeanStatistic phrases = new MeanStatistic(answers.images(), Range.CIDER);
        for (PhotoAnswer answer : boxes) {
            List<String> of = byRegion.getOrDefault(answer.truth().id(), List.of());
            if (!of.isEmpty()) {
                phrases.add(answer.image(), score(cider, answer, of), 1);
            }
        }
        MeanStatistic regions = new MeanStatistic(answers.images(), Range.CIDER);
        captioned.forEach(answer ->
                regions.add(answer.image(), score(cider, answer, answer.truth().captions()), 1));
        rows.add("CIDEr-D against the file of references", phrases);
        rows.add("CIDEr-D against captions of regions", regions);
    }

    private static double score(Cider cider, PhotoAnswer answer, List<String> references) {
        return cider.accept(PtbTokenizer.tokenize(answer.caption()), tokens(references));
    }

    private static List<String> tokens(List<String> captions) {
        return captions.stream().map(PtbTokenizer::tokenize).toList();
    }
}
