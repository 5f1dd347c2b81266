package io.dynrefer.search;

import io.dynrefer.region.Answer;
import io.dynrefer.region.Attribute;
import io.dynrefer.region.BoxProposer;
import io.dynrefer.region.CaptionDecoder;
import io.dynrefer.region.ContrastiveDecoder;
import io.dynrefer.region.FloatMatrix;
import io.dynrefer.region.ImageEncoder;
import io.dynrefer.region.ModelCard;
import io.dynrefer.region.RegionEncoder;
import io.dynrefer.region.RegionModel;
import io.dynrefer.region.RegionRepresentation;
import io.dynrefer.region.RegionViews;
import io.dynrefer.region.RgbImage;
import io.dynrefer.region.TagDecoder;
import io.dynrefer.region.ViewEmbedding;
import io.dynrefer.region.WordSpace;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Sees of a region its mean colour, and knows three words. */
record ColorModel(String id) implements RegionModel {
    private static final int CHANNELS = 3;
    private static final int SIZE = 8;
    private static final double WARMTH = 20; // of every attribute, by how red a region is
    private static final Map<String, float[]> WORDS = Map.of(
            "red", new float[] {1, 0, 0},
            "green", new float[] {0, 1, 0},
            "blue", new float[] {0, 0, 1});

    @Override
    public ModelCard card() {
        return new ModelCard("0123456789abcdef", "0123456789abcdef", "color", 1, SIZE, true, 0.5, null);
    }

    @Override
    public ImageEncoder imageEncoder() {
        return new ImageEncoder() {
            @Override
            public String id() {
                return "color";
            }

            @Override
            public int viewSize() {
                return SIZE;
            }

            @Override
            public List<ViewEmbedding> encode(List<RgbImage> crops) {
                return crops.stream()
                        .map(crop -> new ViewEmbedding(new FloatMatrix(1, CHANNELS, mean(crop))))
                        .toList();
            }
        };
    }

    private static float[] mean(RgbImage crop) {
        float[] mean = new float[CHANNELS];
        for (int y = 0; y < crop.height(); y++) {
            for (int x = 0; x < crop.width(); x++) {
                for (int channel = 0; channel < CHANNELS; channel++) {
                    mean[channel] += crop.sample(x, y, channel);
                }
            }
        }
        return mean;
    }

    @Override
    public RegionEncoder regionEncoder() {
        return new RegionEncoder() {
            @Override
            public String id() {
                return "color";
            }

            @Override
            public int viewCount() {
                return 1;
            }

            @Override
            public List<RegionRepresentation> represent(List<RegionViews> regions) {
                return regions.stream()
                        .map(region -> new RegionRepresentation(
                                List.of(0.0), region.embeddings().get(0).tokens()))
                        .toList();
            }
        };
    }

    @Override
    public Optional<BoxProposer> boxProposer() {
        return Optional.empty();
    }

    @Override
    public ContrastiveDecoder contrastiveDecoder() {
        return new ContrastiveDecoder() {
            @Override
            public List<String> defaultCategories() {
                return List.of();
            }

            @Override
            public List<Attribute> defaultAttributes() {
                return List.of();
            }

            @Override
            public List<Answer.Category> categories(List<RegionRepresentation> regions, List<String> vocabulary) {
                throw new UnsupportedOperationException();
            }

            @Override
            public ByExample categories(
                    List<RegionRepresentation> regions,
                    List<String> vocabulary,
                    Map<String, List<RegionRepresentation>> examples) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<Answer.Attributes> attributes(List<RegionRepresentation> regions, List<Attribute> vocabulary) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Optional<WordSpace> wordSpace() {
                return Optional.of(new Colors());
            }
        };
    }

    private static final class Colors implements WordSpace {
        @Override
        public int width() {
            return CHANNELS;
        }

        @Override
        public List<float[]> regions(List<RegionRepresentation> categories, List<RegionRepresentation> attributes) {
            return categories.stream().map(Colors::normalized).toList();
        }

        private static float[] normalized(RegionRepresentation region) {
            float[] vector = new float[CHANNELS];
            region.queries().values().get(vector);
            double length = Math.sqrt(vector[0] * (double) vector[0] + vector[1] * vector[1] + vector[2] * vector[2]);
            for (int i = 0; i < CHANNELS; i++) {
                vector[i] = (float) (vector[i] / Math.max(length, 1e-9));
            }
            return vector;
        }

        @Override
        public Words words(Optional<String> thing, List<Attribute> attributes) {
            float[] direction = Objects.requireNonNull(WORDS.get(thing.orElseThrow()));
            return attributes.isEmpty() ? new Words(direction, 2) : new Words(new float[] {1, 0, 0}, WARMTH);
        }

        @Override
        public ToDoubleFunction<float[]> certainty(List<Attribute> attributes) {
            return vector -> -attributes.size() * Math.log1p(Math.exp(WARMTH * (0.5 - vector[0])));
        }

        @Override
        public List<Float> claims(List<float[]> vectors) {
            return vectors.stream().map(vector -> vector[1]).toList(); // what is green is no other colour
        }
    }

    @Override
    public TagDecoder tagDecoder() {
        throw new UnsupportedOperationException();
    }

    @Override
    public CaptionDecoder captionDecoder() {
        throw new UnsupportedOperationException();
    }
}
