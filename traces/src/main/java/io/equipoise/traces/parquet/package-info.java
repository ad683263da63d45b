/** The trace format: a directory of {@code trace.json} and one folder of Parquet segments per table. */
@NullMarked
package io.equipoise.traces.parquet;

import org.jspecify.annotations.NullMarked;
