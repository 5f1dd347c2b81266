package io.dynrefer.referring;

import java.util.concurrent.CompletionStage;

/**
 * The functions as the gateway sees them, wherever they run: in this process, behind Lambda's API, behind HTTP. A stage
 * fails with a {@link io.dynrefer.region.DynReferException}; errors of single items are inside the responses.
 */
public interface Functions {
    CompletionStage<ViewsResponse> views(ViewsRequest request);

    CompletionStage<EncodeResponse> encode(EncodeRequest request);

    /** Goes to the function of the question's task. */
    CompletionStage<DecodeResponse> decode(DecodeRequest request);
}
