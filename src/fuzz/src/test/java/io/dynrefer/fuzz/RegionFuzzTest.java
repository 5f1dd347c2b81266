package io.dynrefer.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.dynrefer.region.ImageSize;
import io.dynrefer.store.Json;
import io.dynrefer.store.RegionSpec;
import io.dynrefer.views.ViewGeometry;

/** Regions as JSON: boxes, polygons, masks as COCO's run lengths. */
class RegionFuzzTest {
    @FuzzTest
    void json_isARegionOrRefused(byte[] data) throws Exception {
        ImageSize image = new ImageSize(640, 480);
        Refusals.only(() ->
                ViewGeometry.regionBox(Json.readSent(data, RegionSpec.class).resolve(image, warning -> {}), image));
    }
}
