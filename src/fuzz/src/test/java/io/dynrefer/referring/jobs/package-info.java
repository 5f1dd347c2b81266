@NullMarked
package io.dynrefer.referring.jobs;

import org.jspecify.annotations.NullMarked;
