package io.dynrefer.model.nn;

import ai.djl.ndarray.NDArray;
import java.util.function.UnaryOperator;

/**
 * Carries out the convolutions of a network, which is thus written once for all ways of doing so.
 *
 * @param <M> a map (n, channels, h, w)
 */
public interface Convolutions<M> {
    /** One after the other, each with an array operation of its own: what gradients and comparisons need. */
    Convolutions<NDArray> EAGER = new Convolutions<>() {
        @Override
        public NDArray convolve(NDArray input, Convolution convolution) {
            return convolution.forward(input);
        }

        @Override
        public NDArray convolve(NDArray input, Convolution convolution, NDArray added) {
            return convolution.forward(input).add(added);
        }

        @Override
        public NDArray block(NDArray input, UnaryOperator<NDArray> body) {
            return Scope.of(() -> body.apply(input));
        }
    };

    /** What a convolution makes of a map. */
    M convolve(M input, Convolution convolution);

    /** The same plus another map, after the convolution's activation. */
    M convolve(M input, Convolution convolution, M added);

    /** A part of the network whose maps in between nobody else looks at. */
    M block(M input, UnaryOperator<M> body);
}
