/** Benchmarks of decoding and replaying, and the command that prints their ratios. */
@NullMarked
package io.equipoise.benchmarks;

import org.jspecify.annotations.NullMarked;
