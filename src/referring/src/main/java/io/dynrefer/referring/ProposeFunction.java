package io.dynrefer.referring;

import io.dynrefer.region.BoxProposer;
import io.dynrefer.region.Deadline;
import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ImageDigest;
import io.dynrefer.region.Proposals;
import io.dynrefer.region.RgbImage;
import io.dynrefer.store.Artefacts;
import io.dynrefer.store.BlobKey;
import io.dynrefer.store.StoreKeys;
import io.dynrefer.store.StoredForms;
import io.dynrefer.views.BicubicResize;
import java.util.Optional;

/** Proposing: the boxes of things in an image. What the store holds is not computed again. */
public final class ProposeFunction {
    private final Artefacts artefacts;
    private final Images images;
    private final Optional<BoxProposer> proposer;

    /**
     * @param images the images of this process, in case this one is held by a request
     * @param proposer empty for weights without a box head: then every request is refused
     */
    public ProposeFunction(Artefacts artefacts, Images images, Optional<BoxProposer> proposer) {
        this.artefacts = artefacts;
        this.images = images;
        this.proposer = proposer;
    }

    /** Answers a request; an image that is not in the store is a 400. */
    public Propose.Response handle(Propose.Request request) {
        BoxProposer head = proposer.orElseThrow(() -> DynReferException.invalid(
                "regions",
                "These weights have no box head, so they find no boxes: draw regions, or train a head for them with"
                        + " 'dynrefer train-boxes'."));
        BlobKey key = StoreKeys.proposals(head.id(), request.image());
        Optional<Proposals> known = artefacts.find(StoredForms.PROPOSALS, key);
        if (known.isPresent()) {
            return new Propose.Response(head.id(), true, known.get());
        }
        Proposals made = Deadline.during(request.deadline(), () -> propose(head, request.image()));
        artefacts.put(StoredForms.PROPOSALS, key, made);
        return new Propose.Response(head.id(), false, made);
    }

    private Proposals propose(BoxProposer head, ImageDigest digest) {
        RgbImage photo = images.read(
                        digest,
                        () -> artefacts.require(
                                StoredForms.IMAGE, StoreKeys.image(digest), "image", "put it there first"))
                .image();
        return head.propose(BicubicResize.squares(photo, head.photoSizes()), photo.size());
    }
}
