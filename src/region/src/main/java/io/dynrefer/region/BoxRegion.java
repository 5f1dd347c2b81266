package io.dynrefer.region;

/** A region given as a box, which must have an area: a box without one is {@link ErrorCode#EMPTY_REGION}. */
public record BoxRegion(Box box) implements Region {
    public BoxRegion {
        if (box.width() == 0 || box.height() == 0) {
            throw new DynReferException(
                    ErrorCode.EMPTY_REGION,
                    "bbox",
                    "The box is empty (" + box.width() + "x" + box.height()
                            + " pixels); give it a width and a height.");
        }
    }

    @Override
    public Box extent() {
        return box;
    }
}
