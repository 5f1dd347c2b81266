package io.dynrefer.functions.allinone;

import io.dynrefer.DynRefer;
import io.dynrefer.functions.api.RegionSearch;
import io.dynrefer.referring.EncodedImage;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.RgbImage;
import io.dynrefer.search.IndexedRegion;
import io.dynrefer.search.Phrase;
import io.dynrefer.search.SearchIndex;
import io.dynrefer.search.SearchIndex.Hit;
import io.dynrefer.store.RegionSpec;
import io.dynrefer.views.image.ImageReader;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches an index on this machine with the server's own model. */
final class IndexSearch implements RegionSearch {
    private final SearchIndex index;
    private final ImageReader reader;
    private final String model;

    IndexSearch(Path folder, DynRefer system, ImageReader reader) {
        this.index = SearchIndex.open(folder, system.model());
        this.reader = reader;
        this.model = system.model().id();
    }

    @Override
    public Answer words(String query, int most) {
        Phrase phrase = index.phrase(query);
        return answer(
                phrase.thing().orElse(null),
                phrase.attributes().stream().map(Attribute::name).toList(),
                index.find(phrase, most));
    }

    @Override
    public Answer like(EncodedImage photo, RegionSpec region, int most) {
        RgbImage pixels = reader.read(photo.bytes()).image();
        return answer(
                null,
                List.of(),
                index.like(pixels, region.resolve(pixels.size()).bounds(), most));
    }

    private Answer answer(@Nullable String thing, List<String> attributes, List<Hit> hits) {
        return new Answer(
                model, thing, attributes, hits.stream().map(IndexSearch::found).toList());
    }

    private static Found found(Hit hit) {
        IndexedRegion region = hit.region();
        String name = String.valueOf(Path.of(region.photo()).getFileName());
        return new Found(name, region.digest(), region.bbox(), region.label(), hit.score());
    }

    @Override
    public void close() {
        index.close();
    }
}
