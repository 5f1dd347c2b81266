/** Released models: where their files lie, and fetching them. */
@NullMarked
package io.dynrefer.cli.models;

import org.jspecify.annotations.NullMarked;
