/** The live view of a host: lines of text that fit a terminal, made of its newest samples and nothing else. */
@NullMarked
package io.equipoise.recorder.view;

import org.jspecify.annotations.NullMarked;
