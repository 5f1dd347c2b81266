/** Reports of evaluations: tables as Markdown and JSON, and pictures of answers. */
@NullMarked
package io.dynrefer.evaluation.report;

import org.jspecify.annotations.NullMarked;
