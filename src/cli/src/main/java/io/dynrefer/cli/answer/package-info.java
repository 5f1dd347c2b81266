/** Forms of an answer: for people, and the files of other tools. Pure functions of the answer. */
@NullMarked
package io.dynrefer.cli.answer;

import org.jspecify.annotations.NullMarked;
