/** Region recognition on COCO: top-1 accuracy and box mAP, the numbers pycocotools prints. */
@NullMarked
package io.dynrefer.evaluation.detection;

import org.jspecify.annotations.NullMarked;
