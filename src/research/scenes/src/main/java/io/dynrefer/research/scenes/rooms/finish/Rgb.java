package io.dynrefer.research.scenes.rooms.finish;

/** A colour in linear light, 0 to 1 a channel. */
public record Rgb(float red, float green, float blue) {
    /** This colour, brighter or darker. */
    public Rgb times(float factor) {
        return new Rgb(Math.min(1, red * factor), Math.min(1, green * factor), Math.min(1, blue * factor));
    }

    /** The colour a share {@code towards} of the way to {@code other}. */
    public Rgb mix(Rgb other, float towards) {
        return new Rgb(
                red + towards * (other.red - red),
                green + towards * (other.green - green),
                blue + towards * (other.blue - blue));
    }
}
