package io.dynrefer.evaluation.bootstrap;

/**
 * A measured value with its bootstrap interval.
 *
 * @param value NaN where there was nothing to measure
 * @param low lower end of the 95 % interval; NaN where there is none
 * @param high upper end
 * @param count how many things it was measured on
 */
public record Estimate(double value, double low, double high, long count) {}
