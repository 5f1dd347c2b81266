package io.dynrefer.functions.common;

import io.dynrefer.referring.ReferLimits;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one request may ask for, wherever it is checked: {@code dynrefer.gateway.limits.*}. */
@ConfigMapping(prefix = "dynrefer.gateway.limits")
public interface LimitSettings {
    /** Most regions. */
    @WithDefault("256")
    int regions();

    /** Most words per vocabulary. */
    @WithDefault("5000")
    int vocabulary();

    /** Most characters per word. */
    @WithDefault("100")
    int wordLength();

    /** Most control words. */
    @WithDefault("64")
    int controls();

    /** Most images that an uploaded COCO file may ask about. */
    @WithDefault("500")
    int images();

    /** These settings as the gateway takes them. */
    default ReferLimits asLimits() {
        return new ReferLimits(regions(), vocabulary(), wordLength(), controls(), images());
    }
}
