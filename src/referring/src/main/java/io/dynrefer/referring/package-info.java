/**
 * The steps of the system as plain Java: what a request means (the plan), the functions it is sent through, and the
 * messages between them. Messages carry references; what is heavy goes through the store.
 */
@NullMarked
package io.dynrefer.referring;

import org.jspecify.annotations.NullMarked;
