package io.dynrefer.training.network;

/** The three losses of a batch as numbers, each already weighted. */
public record LossValues(double caption, double tag, double contrast) {
    /** Nothing yet. */
    public static final LossValues ZERO = new LossValues(0, 0, 0);

    public double total() {
        return caption + tag + contrast;
    }

    public LossValues plus(LossValues other) {
        return new LossValues(caption + other.caption, tag + other.tag, contrast + other.contrast);
    }

    public LossValues times(double factor) {
        return new LossValues(caption * factor, tag * factor, contrast * factor);
    }
}
