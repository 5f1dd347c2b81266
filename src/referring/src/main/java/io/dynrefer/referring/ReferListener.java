package io.dynrefer.referring;

/** Hears what is known about the regions of a running request as soon as it is; called by one thread at a time. */
@FunctionalInterface
public interface ReferListener {
    /** Hears nothing. */
    ReferListener NONE = part -> {};

    /** One task's part of a region's answer, or the error of a region that failed; must not block. */
    void known(ReferResponse.RegionAnswer part);
}
