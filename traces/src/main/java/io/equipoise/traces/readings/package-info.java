/** What importers share: guests' readings on a grid of five minutes, as a trace; text files by lines; counts of repairs. */
@NullMarked
package io.equipoise.traces.readings;

import org.jspecify.annotations.NullMarked;
