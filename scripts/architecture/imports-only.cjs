/*
 * The Babel configuration with which the boundary check reads TypeScript: it reduces a file to its imports, types
 * included. dependency-cruiser's own TypeScript parser needs an API that TypeScript 7 does not have, and the one for swc
 * reads no JSX. Babel only parses here; nothing that it makes is run.
 *
 * The preload script is the one place that may know a type without knowing the module, so type-only imports are left out
 * there: what remains is what the built script loads.
 */

const typesAreFree = (filename) => /[\\/]src[\\/]preload[\\/]/.test(filename ?? '');

function importsOnly({ types }) {
  const collected = new Map();

  const collect = (state, source, kinds) => {
    if (!source || (typesAreFree(state.filename) && kinds.every((kind) => kind === 'type'))) return;
    collected.get(state).add(source.value);
  };
  const kindsOf = (node, declared) => {
    if (declared === 'type') return ['type'];
    const named = (node.specifiers ?? []).map(({ importKind, exportKind }) => importKind ?? exportKind ?? 'value');
    return named.length > 0 ? named : ['value'];
  };

  return {
    name: 'imports-only',
    manipulateOptions(options, parserOptions) {
      parserOptions.plugins.push('typescript', 'explicitResourceManagement');
      if (/x$/.test(options.filename ?? '')) parserOptions.plugins.push('jsx');
    },
    visitor: {
      Program: {
        enter: (_, state) => void collected.set(state, new Set()),
        exit(path, state) {
          path.node.directives = [];
          path.node.body = [...collected.get(state)].map((module) =>
            types.importDeclaration([], types.stringLiteral(module)),
          );
        },
      },
      ImportDeclaration: ({ node }, state) => collect(state, node.source, kindsOf(node, node.importKind)),
      ExportNamedDeclaration: ({ node }, state) => collect(state, node.source, kindsOf(node, node.exportKind)),
      ExportAllDeclaration: ({ node }, state) => collect(state, node.source, [node.exportKind ?? 'value']),
      TSImportType: ({ node }, state) => collect(state, node.argument.literal ?? node.argument, ['type']),
      ImportExpression: ({ node }, state) => collectCall(state, node.source, collect),
      CallExpression: ({ node }, state) => {
        const loads =
          node.callee.type === 'Import' || (node.callee.type === 'Identifier' && node.callee.name === 'require');
        if (loads) collectCall(state, node.arguments[0], collect);
      },
    },
  };
}

function collectCall(state, argument, collect) {
  if (argument?.type === 'StringLiteral') collect(state, argument, ['value']);
}

module.exports = { configFile: false, babelrc: false, comments: false, plugins: [importsOnly] };
