@NullMarked
package io.dynrefer.functions.rest;

import org.jspecify.annotations.NullMarked;
