package io.dynrefer.training.network;

import io.dynrefer.region.DynReferException;

/**
 * How categories are learned by a network with lexical rows: as one choice among many names.
 *
 * @param wide how much the choice among all names counts, those of the other data sets and of the memory's slots,
 *     beside that among the names of the region's own data set
 * @param distillation how much it counts that the scores of the memory's names follow the pretrained classifier
 * @param balance exponent of the frequency by which common categories count less: 0 counts every region alike, 1 every
 *     category
 */
public record NamingConfig(double wide, double distillation, double balance) {
    public NamingConfig {
        if (!(wide >= 0) || !(distillation >= 0) || !(balance >= 0 && balance <= 1)) {
            throw DynReferException.invalid(
                    "naming", "naming needs wide and distillation of 0 or more and balance from 0 to 1.");
        }
    }
}
