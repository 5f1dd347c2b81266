package io.dynrefer.region;

/** A region given as a box. */
public record BoxRegion(Box box) implements Region {
    @Override
    public Box bounds() {
        return box;
    }
}
