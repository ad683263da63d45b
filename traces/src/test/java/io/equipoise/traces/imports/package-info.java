/** What the tests of all importers share: damage, and what every imported trace must be. */
@NullMarked
package io.equipoise.traces.imports;

import org.jspecify.annotations.NullMarked;
