package io.dynrefer.training.run;

import io.dynrefer.training.network.LossValues;

/**
 * What is known of the steps since the last line, averaged.
 *
 * @param step number of the last of them, counted from 1
 * @param epoch passes over all samples so far
 * @param losses weighted
 * @param learningRate of the last step
 * @param gradientNorm of all gradients together, before clipping
 * @param samplesPerSecond all parts of a step counted
 * @param cost of a step
 * @param managedArrays arrays the engine keeps for weights and moments; grows only if something leaks
 */
public record StepMetrics(
        long step,
        double epoch,
        LossValues losses,
        double learningRate,
        double gradientNorm,
        double samplesPerSecond,
        StepCost cost,
        int managedArrays) {}
