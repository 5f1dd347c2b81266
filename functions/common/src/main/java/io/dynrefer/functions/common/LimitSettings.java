package io.dynrefer.functions.common;

import io.dynrefer.referring.ReferLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much one request may ask for, wherever it is checked: {@code dynrefer.gateway.limits.*}. */
@ConfigMapping(prefix = "dynrefer.gateway.limits")
public interface LimitSettings {
    /** Most regions. */
    @WithDefault("256")
    int regions();

    /** Most words per vocabulary. */
    @WithDefault("5000")
    int vocabulary();

    /** Most characters per word or region id. */
    @WithDefault("100")
    int wordLength();

    /** Most characters in all words of a vocabulary together. */
    @WithDefault("60000")
    int letters();

    /** Most control words. */
    @WithDefault("64")
    int controls();

    /** Most images that an uploaded COCO file may ask about. */
    @WithDefault("500")
    int images();

    /** How long the answer to one request may take; a job may take longer. */
    @WithDefault("120s")
    Duration time();

    /** These settings as the gateway takes them. */
    default ReferLimits asLimits() {
        return new ReferLimits(regions(), vocabulary(), wordLength(), letters(), controls(), images(), time());
    }
}
