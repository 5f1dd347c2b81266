package io.dynrefer.referring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dynrefer.region.DynReferException;
import io.dynrefer.region.ErrorCode;
import io.dynrefer.region.Point;
import io.dynrefer.region.Proposal;
import io.dynrefer.region.Proposals;
import io.dynrefer.region.Task;
import io.dynrefer.region.ViewSelection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PointsTest {
    private final PipelineFixture pipeline = new PipelineFixture();
    private final EncodedImage photo = PipelineFixture.photo();

    private ReferRequest about(ReferRequest.RegionRequest... regions) {
        return PipelineFixture.request(Set.of(Task.CATEGORY), new ViewSelection.ByTask())
                .about(List.of(regions));
    }

    private Proposals found() {
        return pipeline.gateway.proposals(photo).toCompletableFuture().join();
    }

    private ReferResponse refer(ReferRequest request) {
        return pipeline.gateway.refer(request).toCompletableFuture().join();
    }

    private static Point middle(Proposal proposal) {
        return new Point(
                (proposal.box().x1() + proposal.box().x2()) / 2,
                (proposal.box().y1() + proposal.box().y2()) / 2);
    }

    @Test
    void proposals_ofAPhotoTwice_areFoundOnce() {
        assertThat(found()).isEqualTo(found());

        assertThat(pipeline.proposer.photos).hasValue(1);
        assertThat(pipeline.store.list("embeddings/color-proposer/")).hasSize(1);
    }

    @Test
    void point_onAThing_isAnsweredAboutItsBoxAndNamesIt() {
        Proposal right = found().boxes().get(2);
        ReferResponse answer = refer(about(ReferRequest.RegionRequest.at("p", middle(right))));

        ReferResponse.RegionAnswer region = answer.regions().get(0);
        assertThat(region.error()).isNull();
        assertThat(region.categories()).isNotEmpty();
        assertThat(region.proposal()).isEqualTo(ReferResponse.Proposed.of(right));
        ReferResponse.RegionAnswer drawn = refer(about(ReferRequest.RegionRequest.of("p", right)))
                .regions()
                .get(0);
        assertThat(region).isEqualTo(drawn);
    }

    @Test
    void point_whereNothingIs_failsAloneAndSaysSo() {
        Proposal right = found().boxes().get(2);
        ReferResponse answer = refer(about(
                ReferRequest.RegionRequest.at("nothing", new Point(0, 0)),
                ReferRequest.RegionRequest.at("thing", middle(right))));

        Problem error = Objects.requireNonNull(answer.regions().get(0).error());
        assertThat(error.code()).isEqualTo(ErrorCode.EMPTY_REGION);
        assertThat(error.message()).contains("0.0, 0.0");
        assertThat(answer.regions().get(1).error()).isNull();
    }

    @Test
    void point_inAJob_isRefusedWithTheWayOut() {
        assertThatThrownBy(() ->
                        pipeline.gateway.reception().check(about(ReferRequest.RegionRequest.at("p", new Point(1, 1)))))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("/v1/proposals");
    }

    @Test
    void point_overTheWire_comesBackAsItWas() {
        ReferRequest request = about(ReferRequest.RegionRequest.at("p", new Point(1.5, 2)));

        assertThat(WireRequest.of(request).toRequest(photo).regions()).isEqualTo(request.regions());
    }

    @Test
    void views_ofAPoint_areThoseOfItsBox() {
        Proposal right = found().boxes().get(2);
        ViewsExplanation explained = pipeline.gateway
                .explain(about(ReferRequest.RegionRequest.at("p", middle(right))))
                .toCompletableFuture()
                .join();

        assertThat(explained.regions().get(0).bbox())
                .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-4 ? 0 : Double.compare(a, b)) // sides are floats
                .isEqualTo(ReferResponse.Proposed.of(right).bbox());
    }

    @Test
    void denseCaptions_ofAPhoto_areAboutBoxesApartBestFirst() {
        ReferResponse answer = dense(new DenseRequest(about(), 10, 0.5, 1));

        assertThat(answer.regions().stream().map(ReferResponse.RegionAnswer::proposal))
                .containsExactly(
                        ReferResponse.Proposed.of(found().boxes().get(0)),
                        ReferResponse.Proposed.of(found().boxes().get(2)),
                        ReferResponse.Proposed.of(found().boxes().get(3)));
    }

    @Test
    void denseCaptions_ofFewBoxes_areAboutTheBest() {
        assertThat(dense(new DenseRequest(about(), 1, 0.5, 1)).regions()).hasSize(1);
    }

    @Test
    void denseCaptions_ofBoxesThatSayTheSame_keepTheBetterAndSaySo() {
        Proposal one = found().boxes().get(0);
        ReferRequest twice =
                about(ReferRequest.RegionRequest.of("first", one), ReferRequest.RegionRequest.of("again", one));

        ReferResponse answer = dense(new DenseRequest(twice, 10, 0.5, 0.3));

        assertThat(answer.regions()).extracting(ReferResponse.RegionAnswer::id).containsExactly("first");
        assertThat(answer.warnings()).anyMatch(warning -> warning.startsWith("1 box was left out"));
    }

    @Test
    void denseCaptions_ofMoreBoxesThanARequestMayHave_areRefused() {
        assertThatThrownBy(() -> dense(new DenseRequest(about(), 257, 0.5, 1)))
                .isInstanceOf(DynReferException.class)
                .hasMessageContaining("most");
    }

    private ReferResponse dense(DenseRequest request) {
        return pipeline.gateway.denseCaptions(request).toCompletableFuture().join();
    }
}
