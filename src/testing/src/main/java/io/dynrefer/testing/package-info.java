/** Fixtures for tests: the golden folder and a plain reader for its arrays. Never a production dependency. */
@NullMarked
package io.dynrefer.testing;

import org.jspecify.annotations.NullMarked;
