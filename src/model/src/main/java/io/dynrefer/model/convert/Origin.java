package io.dynrefer.model.convert;

import java.util.Optional;
import java.util.Set;

/** Where a checkpoint comes from, told by its tensors' names, and what DynRefer's released checkpoint calls them. */
enum Origin {
    /** DynRefer itself, or BLIP-2's first stage ({@code blip2_pretrained_flant5xl.pth}): the names are the same. */
    DYNREFER {
        @Override
        Optional<String> target(String name) {
            return Optional.of(name);
        }
    },
    /** The image encoder on its own ({@code eva_vit_g.pth}). */
    EVA_VIT {
        @Override
        Optional<String> target(String name) {
            return Optional.of("visual_encoder." + name);
        }
    },
    /** EVA-CLIP ({@code eva_clip_psz14.pt}), of which the text tower is used. */
    EVA_CLIP {
        @Override
        Optional<String> target(String name) {
            return name.startsWith(TEXT)
                    ? Optional.of("text_encoder." + name.substring(TEXT.length()))
                    : Optional.empty();
        }
    },
    /** Flan-T5, whole or one of its parts. */
    FLAN_T5 {
        @Override
        Optional<String> target(String name) {
            return Optional.of("t5_model." + name);
        }
    };

    private static final String TEXT = "text.";

    /** The name in DynRefer's checkpoint, or none for a tensor that DynRefer has no use for. */
    abstract Optional<String> target(String name);

    static Origin of(Set<String> names) {
        if (any(names, TEXT)) {
            return EVA_CLIP;
        }
        if (any(names, "blocks.") || any(names, "patch_embed.")) {
            return EVA_VIT;
        }
        return any(names, "encoder.block.")
                        || any(names, "decoder.block.")
                        || names.contains("shared.weight")
                        || names.contains("lm_head.weight")
                ? FLAN_T5
                : DYNREFER;
    }

    private static boolean any(Set<String> names, String prefix) {
        return names.stream().anyMatch(name -> name.startsWith(prefix));
    }
}
